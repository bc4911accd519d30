import { openStore } from '../../lib/store/open';
import { describeStore } from './store-contract';

describeStore('this process alone', async () => {
  const store = openStore({ kind: 'embedded' });
  return { stores: [store, store], close: () => store.close() };
});
