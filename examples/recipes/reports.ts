const titles = new Map<string, string>();

/** Stands for your database. */
export async function saveTitle(owner: string, title: string): Promise<void> {
  titles.set(owner, title);
}

export async function titleOf(owner: string): Promise<string | undefined> {
  return titles.get(owner);
}
