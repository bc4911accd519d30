/** Free ports for tests; `findFreePorts(2)` gives the first of two consecutive ones. */
export { findFreePorts, isPortFree } from '../../scripts/ports';
