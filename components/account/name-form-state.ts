/** What the name form shows after an attempt to save. `name` is what the person typed. */
export type NameFormState =
  | { readonly status: 'unchanged' | 'invalid' | 'saved'; readonly name: string }
  | { readonly status: 'failed'; readonly name: string; readonly message: string; readonly nextStep: string };
