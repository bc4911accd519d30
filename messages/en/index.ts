import { account } from './account';
import { demo } from './demo';
import { emailRefusals } from './email-refusals';
import { endings } from './endings';
import { errors } from './errors';
import { frame } from './frame';
import { home } from './home';
import { settings } from './settings';
import { signIn } from './sign-in';
import { titles } from './titles';
import { ways } from './ways';

export const en = {
  account,
  demo,
  emailRefusals,
  endings,
  errors,
  frame,
  home,
  settings,
  signIn,
  titles,
  ways,
} as const;
