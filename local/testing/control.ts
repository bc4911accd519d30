/** One message that Cognito would have sent, or an app by SES. */
export interface InboxMessage {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Null in what an app sends. */
  readonly code: string | null;
}

export interface Fault {
  /** A Cognito operation, such as `GetTokensFromRefreshToken`, or an endpoint's path. */
  readonly operation: string;
  readonly mode: 'error' | 'timeout' | 'delay' | 'drop' | 'lose' | 'garbage';
  /** For `error`: Cognito's name of it. */
  readonly error?: string;
  /** How late, in any mode. */
  readonly ms?: number;
  readonly times?: number;
}

export interface TokenValidity {
  readonly accessSeconds?: number;
  readonly idSeconds?: number;
  readonly refreshSeconds?: number;
}

/** The test controls and the inbox of a running local AWS. */
export class LocalAwsControl {
  constructor(readonly url: string) {}

  reset(): Promise<void> {
    return this.post('reset', {});
  }

  /** Moves its clock forward. */
  advanceClock(advanceMs: number): Promise<void> {
    return this.post('clock', { advanceMs });
  }

  /** For sign-ins and refreshes from then on; what is left out is the app client's own again. */
  setTokenValidity(validity: TokenValidity): Promise<void> {
    return this.post('token-validity', validity);
  }

  injectFault(fault: Fault): Promise<void> {
    return this.post('faults', fault);
  }

  async clearFaults(): Promise<void> {
    await fetch(`${this.url}/__test/faults`, { method: 'DELETE' });
  }

  /** How many requests each operation has had. */
  async requestCounts(): Promise<Readonly<Record<string, number>>> {
    return this.getJson('/__test/requests');
  }

  /** How many refreshes it has been asked for, in either of Cognito's ways; codes exchanged at sign-in count too. */
  async refreshCount(): Promise<number> {
    const counts = await this.requestCounts();
    return (counts.GetTokensFromRefreshToken ?? 0) + (counts['oauth2/token'] ?? 0);
  }

  /** How many requests of each operation were under way at the same moment, at most, while `action` went on. */
  async mostAtOnce(action: () => Promise<unknown>): Promise<Readonly<Record<string, number>>> {
    await fetch(`${this.url}/__test/requests/at-once`, { method: 'DELETE' });
    await action();
    return this.getJson('/__test/requests/at-once');
  }

  /** The newest code sent to an address. */
  async newestCode(to: string): Promise<string> {
    const code = (await this.messages(to)).find((message) => message.code !== null)?.code;
    if (!code) throw new Error(`The inbox has no code for ${to}.`);
    return code;
  }

  /** Everything sent to an address, newest first. */
  messages(to: string): Promise<readonly InboxMessage[]> {
    return this.getJson(`/inbox.json?${new URLSearchParams({ to })}`);
  }

  /** Calls an operation of Cognito's JSON API as any client would. */
  call(operation: string, input: Readonly<Record<string, unknown>>): Promise<Response> {
    return fetch(this.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify(input),
    });
  }

  private async post(control: string, body: object): Promise<void> {
    const response = await fetch(`${this.url}/__test/${control}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok)
      throw new Error(`/__test/${control} answered ${response.status}: ${await response.text()}`);
  }

  private async getJson<T>(path: string): Promise<T> {
    const response = await fetch(`${this.url}${path}`);
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return (await response.json()) as T;
  }
}
