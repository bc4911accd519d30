import { z } from 'zod';

/** What can be said of a group beside its name. */
export const groupMembers = {
  Description: z.string().max(2048).optional(),
  RoleArn: z
    .string()
    .min(20)
    .max(2048)
    .regex(
      /^arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?$/,
    )
    .optional(),
  Precedence: z.int().min(0).optional(),
};
