/** An answer of Cognito's JSON API, refused or not. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Untyped on purpose: assertions say what it must be. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what the tests are about
  readonly body: any;
}

const SIGNATURE =
  'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=00';

/** Calls one operation by raw HTTP, as an administrator where asked to. */
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

  /** The newest code in the inbox for this address. */
}
