import { useId } from 'react';
import type { ActionState } from '@/lib/data/action-state';
import { LANGUAGE_NAMES, LANGUAGES, type Preferences, THEMES } from '@/lib/preferences';
import type { Words } from '@/messages/words';
import { ActionForm, FormAnswer, SubmitButton } from '../parts/action-form';
import { Card } from '../parts/card';

interface SettingsCardProps {
  readonly words: Words<'settings'>;
  readonly chosen: Preferences;
  /** A server action: keeps the fields `language` and `theme`. */
  save(previous: ActionState, form: FormData): Promise<ActionState>;
}

/** The language and the look of the pages. */
export function SettingsCard({ words, chosen, save }: SettingsCardProps) {
  const id = useId();
  return (
    <Card title={words.title} intro={words.intro}>
      <ActionForm action={save} className="stack">
        <div className="field">
          <label htmlFor={`${id}-language`}>{words.language}</label>
          <select
            key={chosen.language}
            id={`${id}-language`}
            name="language"
            defaultValue={chosen.language ?? ''}
          >
            <option value="">{words.automatic}</option>
            {LANGUAGES.map((language) => (
              <option key={language} value={language} lang={language}>
                {LANGUAGE_NAMES[language]}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${id}-theme`}>{words.theme}</label>
          <select key={chosen.theme} id={`${id}-theme`} name="theme" defaultValue={chosen.theme}>
            {THEMES.map((theme) => (
              <option key={theme} value={theme}>
                {words[theme]}
              </option>
            ))}
          </select>
        </div>
        <FormAnswer />
        <div>
          <SubmitButton className="button outlined">{words.apply}</SubmitButton>
        </div>
      </ActionForm>
    </Card>
  );
}
