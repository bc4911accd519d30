import 'server-only';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { SendMail } from './notify';

/** In milliseconds. A message that is not on its way by then is given up. */
const LIMIT_MS = 5_000;

/**
 * Sends by Amazon SES, as the role that the process has, which needs `ses:SendEmail` (docs/deploy.md).
 *
 * @param from a sender that SES has verified in `region`
 */
export function sesSender(from: string, region: string): SendMail {
  const client = new SESv2Client({ region, maxAttempts: 2 });
  return async (to, { subject, text }) => {
    const command = new SendEmailCommand({
      FromEmailAddress: from,
      Destination: { ToAddresses: [to] },
      Content: {
        Simple: {
          Subject: { Data: subject, Charset: 'UTF-8' },
          Body: { Text: { Data: text, Charset: 'UTF-8' } },
        },
      },
    });
    await client.send(command, { abortSignal: AbortSignal.timeout(LIMIT_MS) });
  };
}
