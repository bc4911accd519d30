import { createHash } from 'node:crypto';
import { z } from 'zod';
import { seconds } from '../clock';
import { CognitoError } from '../errors';
import { operation } from '../operation';
import type { Needs } from '../services';
import { NOBODYS_ACCOUNT } from '../urls';
import type { Parameter } from './parameters';

const name = z.string().min(1).max(2048);

/** `ssm:GetParameter`: one parameter by its name. */
const GetParameter = operation({
  name: 'GetParameter',
  access: 'signed',
  input: z.object({ Name: name, WithDecryption: z.boolean().default(false) }),
  handle({ Name, WithDecryption }, { parameters }: Needs<'parameters'>) {
    const parameter = parameters.get(nameIn(Name));
    if (!parameter) throw new CognitoError('ParameterNotFound', `Parameter ${Name} not found.`);
    return { Parameter: view(parameter, WithDecryption) };
  },
});

/** `ssm:GetParameters`: up to ten parameters; names that nothing is kept under are listed, not refused. */
const GetParameters = operation({
  name: 'GetParameters',
  access: 'signed',
  input: z.object({ Names: z.array(name).min(1).max(10), WithDecryption: z.boolean().default(false) }),
  handle({ Names, WithDecryption }, { parameters }: Needs<'parameters'>) {
    const found = Names.flatMap((one) => parameters.get(nameIn(one)) ?? []);
    return {
      Parameters: found.map((parameter) => view(parameter, WithDecryption)),
      InvalidParameters: Names.filter((one) => !parameters.get(nameIn(one))),
    };
  },
});

/** The operations of AWS Systems Manager that an app needs to read its secrets. */
export const parameterStoreOperations = new Map(
  [GetParameter, GetParameters].map((one) => [one.name, one] as const),
);

/** A parameter may be named by its ARN, in which a leading slash is the separator's. */
const nameIn = (given: string) => given.replace(/^arn:aws:ssm:[\w-]*:\d*:parameter(?=\/)/, '');

/** A parameter as GetParameter shows it. */
function view({ name, type, value, version, modifiedAt }: Parameter, decrypted: boolean) {
  return {
    ARN: `arn:aws:ssm:us-east-1:${NOBODYS_ACCOUNT}:parameter/${name.replace(/^\//, '')}`,
    DataType: 'text',
    LastModifiedDate: seconds(modifiedAt),
    Name: name,
    Type: type,
    Value: type === 'SecureString' && !decrypted ? ciphertext(value) : value,
    Version: version,
  };
}

/** What is in a SecureString's place when decryption was not asked for: of the same form each time, not the value. */
const ciphertext = (value: string) => createHash('sha512').update(value).digest('base64');
