import { generateServerClientUsingReqRes } from '@aws-amplify/adapter-nextjs/data';
import type { Schema } from '@/examples/recipes/notes-schema';
import { runWithSession } from '@/lib/amplify/server';
import { config } from '@/lib/config/config';
import { json, route } from '@/lib/http/respond';

/** The notes that the user may see. */
export const GET = route('notes', async () => {
  const client = generateServerClientUsingReqRes<Schema>({ config: config().amplifyOutputs });
  const { data: notes } = await runWithSession((context) => client.models.Note.list(context));
  return json({ notes: notes.map(({ text }) => text) });
});
