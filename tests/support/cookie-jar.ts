/** The test kit's: the cookies of one pretended browser, for requests by `fetch`. */
export { CookieJar } from '../../test-kit/cookie-jar';
