import { ActionForm, FormAnswer, SubmitButton } from '@/components/parts/action-form';
import { Field } from '@/components/parts/field';
import { renameReportAction } from './server-action';

export function RenameReport({ title }: { title: string }) {
  return (
    <ActionForm action={renameReportAction} className="stack">
      <Field name="title" label="Title" defaultValue={title} maxLength={80} required />
      <FormAnswer />
      <SubmitButton className="button primary">Rename</SubmitButton>
    </ActionForm>
  );
}
