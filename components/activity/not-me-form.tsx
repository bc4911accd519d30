export interface NotMeFormProps {
  readonly publicId: string;
  /** Which entry or device it is about, where several buttons stand below each other. */
  readonly about: string;
  /** A server action: ends the session that `publicId` names, and leads to what to do next. */
  notMe(form: FormData): Promise<void>;
}

/** For something that the person has not done. */
export function NotMeForm({ publicId, about, notMe }: NotMeFormProps) {
  return (
    <form action={notMe}>
      <button
        type="submit"
        name="publicId"
        value={publicId}
        className="button quiet"
        aria-label={`Not me: ${about}`}
      >
        Not me
      </button>
    </form>
  );
}
