import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { z } from 'zod';
import type { Needs } from '../services';

/** What SES takes of a plain message (Amazon SES API v2 reference, SendEmail). Templates and raw messages are not understood. */
const sendEmail = z.object({
  FromEmailAddress: z.string().min(1).max(320),
  Destination: z.object({ ToAddresses: z.array(z.string().min(3).max(320)).min(1).max(50) }),
  Content: z.object({
    Simple: z.object({
      Subject: z.object({ Data: z.string().min(1) }),
      Body: z.object({ Text: z.object({ Data: z.string() }) }),
    }),
  }),
});

/**
 * SES's `POST /v2/email/outbound-emails`: what an app sends lies in the inbox beside what Cognito would. Every sender
 * counts as verified.
 */
export function registerSes(app: Hono, { mailbox }: Needs<'mailbox'>): void {
  app.post('/v2/email/outbound-emails', async (context) => {
    if (!context.req.header('authorization')?.startsWith('AWS4-HMAC-SHA256 '))
      return refused(context, 403, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
    const input = sendEmail.safeParse(await context.req.json().catch(() => null));
    if (!input.success) return refused(context, 400, 'BadRequestException', z.prettifyError(input.error));
    const { Destination, Content } = input.data;
    const { Subject, Body } = Content.Simple;
    for (const to of Destination.ToAddresses) {
      mailbox.deliver({
        poolId: null,
        username: null,
        medium: 'EMAIL',
        to,
        subject: Subject.Data,
        text: Body.Text.Data,
        purpose: null,
        code: null,
      });
    }
    return context.json({ MessageId: randomUUID() });
  });
}

/** Errors in the form of AWS's REST-JSON protocol. */
function refused(context: Context, status: 400 | 403, type: string, message: string): Response {
  return context.json({ message }, status, { 'x-amzn-ErrorType': type });
}
