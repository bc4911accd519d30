export { CookieJar } from '../../local/tests/support/cookie-jar';
