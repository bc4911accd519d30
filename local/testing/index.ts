export { type Answer, type Body, Cognito } from './cognito';
export { type Fault, type InboxMessage, LocalAwsControl, type TokenValidity } from './control';
