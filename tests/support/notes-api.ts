import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What AppSync is to an app that keeps notes: answers every query with one note, and remembers who asked. */
export interface NotesApi {
  /** What the outputs of a backend with these notes say under `data`. */
  readonly outputs: object;
  /** The `Authorization` of each request. */
  readonly asked: readonly (string | undefined)[];
  close(): Promise<void>;
}

const field = (name: string, type: string) => ({
  name,
  type,
  isArray: false,
  isRequired: false,
  attributes: [],
});

const INTROSPECTION = {
  version: 1,
  models: {
    Note: {
      name: 'Note',
      pluralName: 'Notes',
      fields: { id: field('id', 'ID'), text: field('text', 'String') },
      attributes: [],
      syncable: true,
      primaryKeyInfo: { isCustomPrimaryKey: false, primaryKeyFieldName: 'id', sortKeyFieldNames: [] },
    },
  },
  enums: {},
  nonModels: {},
};

export async function startNotesApi(): Promise<NotesApi> {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers.authorization);
    const data = { listNotes: { items: [{ id: '1', text: 'Buy milk' }], nextToken: null } };
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ data }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    outputs: {
      url: `http://localhost:${port}/graphql`,
      aws_region: 'us-east-1',
      default_authorization_type: 'AMAZON_COGNITO_USER_POOLS',
      authorization_types: [],
      model_introspection: INTROSPECTION,
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
