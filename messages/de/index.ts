import type { en } from '../en';
import type { Translation } from '../translation';
import { account } from './account';
import { activity } from './activity';
import { administration } from './administration';
import { demo } from './demo';
import { device } from './device';
import { devices } from './devices';
import { emailRefusals } from './email-refusals';
import { endings } from './endings';
import { errors } from './errors';
import { frame } from './frame';
import { home } from './home';
import { mail } from './mail';
import { paging } from './paging';
import { security } from './security';
import { settings } from './settings';
import { signIn } from './sign-in';
import { titles } from './titles';
import { ways } from './ways';

export const de: Translation<typeof en> = {
  account,
  activity,
  administration,
  demo,
  device,
  devices,
  emailRefusals,
  endings,
  errors,
  frame,
  home,
  mail,
  paging,
  security,
  settings,
  signIn,
  titles,
  ways,
};
