export { temporaryDirectory } from '../../local/tests/support/temporary-directory';
