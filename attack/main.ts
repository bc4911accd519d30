import { writeFileSync } from 'node:fs';
import type { Result } from './attack';
import { ATTACKS } from './attacks';
import { Field } from './field';
import { type Options, readOptions, USAGE, UsageError } from './options';
import { exitCode, jsonReport, line, summary } from './report';
import { runAttacks } from './run';
import { Site } from './site';

process.exitCode = await main(process.argv.slice(2));

/** @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  try {
    return await attack(readOptions(args, process.env));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${USAGE}`);
    return 2;
  }
}

async function attack({ target, localAws, intrusive, only, json, ...accounts }: Options): Promise<number> {
  const site = new Site(target);
  const absent = await whyAbsent(site);
  if (absent !== null) throw new UsageError(`${site.origin} does not answer: ${absent}`);
  const field = new Field({ site, ...accounts, localAws: localAws === null ? null : new Site(localAws) });
  const results = await runAttacks(ATTACKS, field, {
    intrusive,
    only,
    onResult: json === '-' ? undefined : printer(),
  });
  const report = jsonReport(site.origin, results);
  if (json === '-') process.stdout.write(report);
  else {
    if (json !== null) writeFileSync(json, report);
    console.log(`\n${summary(results)}; ${site.requestsSent} requests to ${site.origin}`);
  }
  return exitCode(results);
}

/** A site that is not there would be a page of results about nothing. */
async function whyAbsent(site: Site): Promise<string | null> {
  try {
    await site.send({ path: '/' });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Prints a line for each result, and a title where a group begins. */
function printer(): (result: Result) => void {
  let group = '';
  return (result) => {
    if (result.group !== group) console.log(`\n${result.group}`);
    group = result.group;
    console.log(line(result));
  };
}
