import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { FormAnswer, SharedAction, SharedForm, SubmitButton } from '@/components/parts/action-form';
import { Field } from '@/components/parts/field';
import { FrameWords } from '@/components/parts/frame-words';
import type { FormAction } from '@/components/parts/use-form-action';
import { RenameReport } from '@/examples/recipes/server-action-form';
import { type ActionState, IDLE } from '@/lib/data/action-state';
import { wordsIn } from '@/lib/words';

const FORM = { action: () => {}, onSubmit: () => {} };

/** Parts of a form, as the server renders them. */
const rendered = (parts: ReactNode, action: Partial<FormAction<ActionState>> = {}) =>
  renderToStaticMarkup(
    <SharedAction value={{ state: IDLE, form: FORM, isPending: false, answerId: 'answer', ...action }}>
      <SharedForm>{parts}</SharedForm>
    </SharedAction>,
  );

/** The values of an attribute, in order. */
const all = (attribute: string, markup: string) =>
  [...markup.matchAll(new RegExp(` ${attribute}="([^"]*)"`, 'g'))].map(([, value]) => value);

const REFUSED: ActionState = {
  status: 'failed',
  code: 'invalid_request',
  message: 'That is no title.',
  nextStep: 'Type another.',
  field: 'title',
  typed: { title: '<3' },
};

test('a form’s label, field and answer belong together before anything was sent', () => {
  const markup = renderToStaticMarkup(
    <FrameWords language="en" words={wordsIn('en', 'frame')}>
      <RenameReport title="Autumn" />
    </FrameWords>,
  );
  const [field, answer] = all('id', markup);
  expect(all('for', markup)).toEqual([field]);
  expect(all('aria-describedby', markup)).toEqual([answer]);
  expect(markup).toContain(`<div id="${answer}" role="status" class="answer"></div>`);
  expect(all('value', markup)).toEqual(['Autumn']);
  expect(markup).toContain('<button class="button primary" type="submit">Rename</button>');
});

test('a refusal keeps what was typed, and marks the field that is at fault alone', () => {
  const fields = (
    <>
      <Field name="title" label="Title" defaultValue="Autumn" />
      <Field name="note" label="Note" defaultValue="none" />
      <FormAnswer />
    </>
  );
  const markup = rendered(fields, { state: REFUSED });
  expect(all('value', markup)).toEqual(['&lt;3', 'none']);
  expect(all('aria-invalid', markup)).toEqual(['true', 'false']);
  expect(markup).toContain('That is no title.');
  expect(all('aria-invalid', rendered(fields))).toEqual(['false', 'false']);
});

test('a field is described by its hint, then by the answer', () => {
  const markup = rendered(<Field name="title" label="Title" hint="At most 80 letters." />);
  const [, hint] = all('id', markup);
  expect(all('aria-describedby', markup)).toEqual([`${hint} answer`]);
  expect(markup).toContain(`<p id="${hint}" class="hint">At most 80 letters.</p>`);
});

test('a button cannot be pressed while the action runs, and may say so', () => {
  const buttons = (
    <>
      <SubmitButton pending="Saving…">Save</SubmitButton>
      <SubmitButton>Remove</SubmitButton>
    </>
  );
  expect(rendered(buttons)).toContain('>Save</button><button type="submit">Remove</button>');
  expect(rendered(buttons, { isPending: true })).toContain(
    'disabled="">Saving…</button><button type="submit" disabled="">Remove</button>',
  );
});

test('a part of a form on its own is a mistake that is said', () => {
  expect(() => renderToStaticMarkup(<SubmitButton>Save</SubmitButton>)).toThrow('<ActionForm>');
});
