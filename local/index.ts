export { type Clock, createClock } from './clock';
export {
  type Configuration,
  type ConfigurationInput,
  configuration,
  readConfiguration,
} from './configuration/schema';
export { readParameterFile } from './parameter-store/parameters';
export type { SeedInput } from './seed';
export { createLocalAws, type LocalAws, type LocalAwsOptions } from './server';
export { type OutputNames, readOutputNames } from './template/names';
export { readTemplate } from './template/read';
export type { Template } from './template/template';
