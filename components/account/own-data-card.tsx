import { getWords } from '@/lib/data/language';
import { Card } from '../parts/card';

/** A plain link: what comes is a file, and in an outage a page that says so. */
export async function OwnDataCard() {
  const { data: words } = await getWords('account');
  return (
    <Card title={words.title} intro={words.intro}>
      <a className="button outlined" href="/account/data">
        {words.download}
      </a>
    </Card>
  );
}
