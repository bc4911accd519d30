import type { Person } from '@/lib/data/administration';
import { getWords } from '@/lib/data/language';
import type { Words } from '@/messages/words';
import { Card } from '../parts/card';
import { Facts } from '../parts/facts';
import { fillIn } from '../parts/fill-in';
import { Moment } from '../parts/moment';
import { groupsInWords } from '../session/groups-in-words';
import { stateInWords, waysInWords } from './account-words';

/** What Cognito has of an account, as far as it matters to who looks after it. */
export async function PersonFacts({ person }: { person: Person }) {
  const words = await getWords('administration');
  const { createdAt, groups, username, sub } = person;
  const isSignedIn = person.devices.length > 0;
  return (
    <Card title={words.facts}>
      <Facts
        rows={[
          [words.state, stateInWords(person, words) ?? words.notKnown],
          [words.waysIn, waysInWords(person, words) ?? words.notKnown],
          [words.email, emailInWords(person, words)],
          [words.groups, isSignedIn ? (groupsInWords(groups) ?? words.none) : words.onlySignedIn],
          [words.accountSince, createdAt ? <Moment key="since" at={createdAt} /> : words.notKnown],
          [words.userName, username],
          ...(sub === username ? [] : [[words.id, sub] as const]),
        ]}
      />
    </Card>
  );
}

function emailInWords({ email, emailVerified }: Person, words: Words<'administration'>): string {
  if (email === null) return words.none;
  return emailVerified === false ? fillIn(words.notVerified, { email }) : email;
}
