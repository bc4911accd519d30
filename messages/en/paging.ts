/** From one page of a list to another. */
export const paging = {
  first: 'First page',
  next: 'Next page',
} as const;
