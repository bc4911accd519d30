import type { en } from './en';
import type { Translation } from './translation';

/** The words of an area in whatever language, for components that are given them. */
export type Words<Area extends keyof typeof en> = Translation<(typeof en)[Area]>;
