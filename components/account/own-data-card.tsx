import { Card } from '../parts/card';

/** A plain link: what comes is a file, and in an outage a page that says so. */
export function OwnDataCard() {
  return (
    <Card
      title="Your data"
      intro="Everything that is kept about you here, as a JSON file: details, devices, activity and settings."
    >
      <a className="button outlined" href="/account/data">
        Download my data
      </a>
    </Card>
  );
}
