import type { Row } from './row';
import { signUpRows } from './sign-up.rows';

/** Every row of the conformance table, by area. */
export const areas: readonly (readonly Row[])[] = [signUpRows];
