import type { Words } from '@/messages/words';
import { fillIn } from '../parts/fill-in';

export interface NotMeFormProps {
  readonly publicId: string;
  /** Which entry or device it is about, where several buttons stand below each other. */
  readonly about: string;
  readonly words: Words<'devices'>['list'];
  /** A server action: ends the session that `publicId` names, and leads to what to do next. */
  notMe(form: FormData): Promise<void>;
}

/** For something that the person has not done. */
export function NotMeForm({ publicId, about, words, notMe }: NotMeFormProps) {
  return (
    <form action={notMe}>
      <button
        type="submit"
        name="publicId"
        value={publicId}
        className="button quiet"
        aria-label={fillIn(words.notMeWhich, { which: about })}
      >
        {words.notMe}
      </button>
    </form>
  );
}
