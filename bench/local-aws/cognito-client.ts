import { Agent, request } from 'node:http';
import { z } from 'zod';

const TARGET = 'AWSCognitoIdentityProviderService';
const SIGNATURE =
  'AWS4-HMAC-SHA256 Credential=bench/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=00';

/** The members of answers that the measurement reads. */
const answer = z.looseObject({
  AuthenticationResult: z
    .looseObject({ AccessToken: z.string(), IdToken: z.string(), RefreshToken: z.string().optional() })
    .optional(),
  ChallengeParameters: z.record(z.string(), z.string()).optional(),
  UserPool: z.looseObject({ Id: z.string() }).optional(),
  UserPoolClient: z.looseObject({ ClientId: z.string() }).optional(),
});

export type Answer = z.infer<typeof answer>;

/** Cognito's JSON API over connections that are kept open, with as little work per request as possible. */
export class CognitoClient {
  private readonly agent: Agent;

  /** @param connections how many requests may be under way at once */
  constructor(
    private readonly port: number,
    connections: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** @throws Error with the answer when the operation is refused */
  async call(operation: string, input: object): Promise<Answer> {
    const { status, text } = await this.post(operation, JSON.stringify(input));
    if (status !== 200) throw new Error(`${operation} answered ${status}: ${text}`);
    return answer.parse(JSON.parse(text));
  }

  close(): void {
    this.agent.destroy();
  }

  private post(operation: string, body: string): Promise<{ status: number | undefined; text: string }> {
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'content-length': Buffer.byteLength(body),
      'x-amz-target': `${TARGET}.${operation}`,
      authorization: SIGNATURE,
    };
    return new Promise((resolve, reject) => {
      const options = { agent: this.agent, host: 'localhost', port: this.port, method: 'POST', headers };
      const sent = request(options, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode, text }));
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}
