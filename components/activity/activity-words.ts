import type { Activity } from '@/lib/data/activity';
import type { ActivityGroup } from '@/lib/data/activity-groups';
import { CREDENTIAL_CHANGES } from '@/lib/session/session';
import type { Words } from '@/messages/words';
import { fillIn } from '../parts/fill-in';
import { methodInWords } from '../session/method-in-words';

/** What an activity is told with. */
export interface ActivityWords {
  readonly activity: Words<'activity'>;
  readonly ways: Words<'ways'>;
}

type Counted = Words<'activity'>['endings']['otherwise'];

/** The same words about someone else, for administrators. */
export function fromOutside({ activity, ways }: ActivityWords): ActivityWords {
  const { theirs } = activity;
  return {
    ways,
    activity: {
      ...activity,
      provider_linked: theirs.provider_linked,
      endings: { ...activity.endings, ...theirs.endings },
      changes: { ...activity.changes, ...theirs.changes },
      administrative_act: theirs.administrative_act,
    },
  };
}

/** What happened, in one sentence, to whom it happened. */
export function activityInWords(
  { latest, entries }: ActivityGroup<Activity>,
  { activity, ways }: ActivityWords,
): string {
  const { type, reason, method, provider } = latest;
  const count = `${entries.length}`;
  const times = entries.length === 1 ? '' : fillIn(activity.times, { count });
  switch (type) {
    case 'signed_in': {
      if (method === undefined) return activity.signed_in;
      return fillIn(activity.signedInWith, { way: methodInWords({ method, provider }, ways) });
    }
    case 'new_device':
      return activity.new_device;
    case 'provider_linked':
      return fillIn(activity.provider_linked, { provider: provider ?? activity.aProvider });
    case 'sign_in_failed':
      return fillIn(reason === 'NotAuthorizedException' ? activity.wrongPassword : activity.wrongCode, {
        times,
      });
    case 'budget_exceeded':
      return reason === 'code_sent' ? activity.tooManyCodes : activity.tooManyTries;
    case 'administrative_act':
    case 'administered':
      return byReason(activity[type], reason);
    case 'ended':
      return counted(byReason<Counted>(activity.endings, reason), entries.length);
    case 'refresh_refused':
    case 'reuse_detected':
    case 'binding_mismatch':
    case 'device_not_proved':
      return fillIn(activity[type], { times });
    default:
      return activity.changes[type];
  }
}

/** Whether the person should look at it twice. */
export function isWarning({ type }: Activity): boolean {
  return WARNINGS.has(type);
}

const WARNINGS: ReadonlySet<Activity['type']> = new Set([
  ...CREDENTIAL_CHANGES,
  'sign_in_failed',
  'budget_exceeded',
  'administered',
  'reuse_detected',
  'binding_mismatch',
  'device_not_proved',
  'new_device',
  'provider_linked',
]);

function byReason<Said>(
  words: { readonly otherwise: Said } & Readonly<Record<string, Said>>,
  reason = '',
): Said {
  return (Object.hasOwn(words, reason) ? words[reason] : undefined) ?? words.otherwise;
}

function counted({ one, many }: Counted, count: number): string {
  return count === 1 ? one : fillIn(many, { count: `${count}` });
}
