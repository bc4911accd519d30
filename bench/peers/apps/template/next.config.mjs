/** Packages lie two folders above, for all apps. */
export default { turbopack: { root: new URL('../..', import.meta.url).pathname } };
