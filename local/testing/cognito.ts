/** What came back, as JSON: parts are looked into by the assertions, which say what they must be. */
// biome-ignore lint/suspicious/noExplicitAny: the shape is what the tests are about
export type Body = any;

/** An answer of Cognito's JSON API, refused or not. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

const SIGNATURE =
  'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=00';

/** Cognito's JSON API by raw HTTP. */
export class Cognito {
  constructor(readonly url: string) {}

  async call(
    operation: string,
    input: object | string,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
        ...headers,
      },
      body: typeof input === 'string' ? input : JSON.stringify(input),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  /** With a SigV4 header, as an SDK with credentials sends it. */
  admin(operation: string, input: object): Promise<Answer> {
    return this.call(operation, input, { authorization: SIGNATURE });
  }

  /** As {@link call}, for a step that must succeed before the point of the test. */
  async ok(operation: string, input: object): Promise<Body> {
    return succeeded(operation, await this.call(operation, input));
  }

  async adminOk(operation: string, input: object): Promise<Body> {
    return succeeded(operation, await this.admin(operation, input));
  }
}

function succeeded(operation: string, answer: Answer): Body {
  if (answer.status === 200) return answer.body;
  throw new Error(`${operation} was refused: ${JSON.stringify(answer.body)}`);
}
