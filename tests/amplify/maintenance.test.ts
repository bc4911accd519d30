import { beforeAll, describe, expect, test } from 'vitest';
import { synthesiseSchedule, type Template } from '../../scripts/synth';
import { logicalId, only } from './resources';

const FUNCTION = 'AWS::Lambda::Function';
const SCHEDULE = 'AWS::Scheduler::Schedule';

describe('the definition for an app that AWS can reach', () => {
  let template: Template;

  beforeAll(async () => {
    const environment = { APP_ORIGINS: 'https://app.example.com,http://localhost:3000' };
    const found = await synthesiseSchedule(environment, { type: 'branch', name: 'main' });
    if (found === null) throw new Error('nothing runs on a schedule');
    template = found;
  });

  test('calls a function every five minutes', () => {
    expect(only(template, SCHEDULE).Properties).toMatchObject({
      ScheduleExpression: 'cron(*/5 * * * ? *)',
      State: 'ENABLED',
      Target: { Arn: { 'Fn::GetAtt': [logicalId(template, FUNCTION), 'Arn'] } },
    });
  });

  test('tells it where the app is, and gives it the key as a secret of the branch or of the whole app', () => {
    const { Environment, Runtime, Timeout } = only(template, FUNCTION).Properties;
    expect({ Runtime, Timeout }).toEqual({ Runtime: 'nodejs22.x', Timeout: 30 });
    expect(Environment).toMatchObject({ Variables: { APP_ORIGIN: 'https://app.example.com' } });
    const text = JSON.stringify(Environment);
    expect(text).toMatch(/\/amplify\/latchkey\/main-branch-[0-9a-f]{10}\/MAINTENANCE_KEY/);
    expect(text).toContain('/amplify/shared/latchkey/MAINTENANCE_KEY');
  });
});

test('an app on one’s own machine is called by nobody', async () => {
  expect(await synthesiseSchedule({})).toBeNull();
});
