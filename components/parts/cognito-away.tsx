import { getWords } from '@/lib/data/language';
import { Notice } from './notice';

/** Stands where something would be that only Cognito knows, while it does not answer. */
export async function CognitoAway() {
  const words = await getWords('frame');
  return (
    <Notice tone="warning" title={words.serviceAway}>
      {words.inSeconds}
    </Notice>
  );
}
