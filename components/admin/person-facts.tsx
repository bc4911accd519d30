import type { Person } from '@/lib/data/administration';
import { Card } from '../parts/card';
import { Facts } from '../parts/facts';
import { Moment } from '../parts/moment';
import { groupsInWords } from '../session/display-name';
import { stateInWords, waysInWords } from './account-words';

/** What Cognito has of an account, as far as it matters to who looks after it. */
export function PersonFacts({ person }: { person: Person }) {
  const { email, emailVerified, createdAt, groups, username, sub } = person;
  const isSignedIn = person.devices.length > 0;
  return (
    <Card title="Account">
      <Facts
        rows={[
          ['State', stateInWords(person) ?? 'Not known at the moment'],
          ['Signs in with', waysInWords(person) ?? 'Not known at the moment'],
          ['E-mail address', email && `${email}${emailVerified === false ? ', not verified' : ''}`],
          ['Groups', isSignedIn ? (groupsInWords(groups) ?? 'None') : 'Known only while signed in'],
          ['Account since', createdAt ? <Moment key="since" at={createdAt} /> : 'Not known at the moment'],
          ['User name', username],
          ...(sub === username ? [] : [['Id', sub] as const]),
        ]}
      />
    </Card>
  );
}
