import { requireViewer } from '@/lib/data/viewer';
import { readOrders } from './orders';
import { readPrices } from './prices';

export default async function OrdersPage() {
  const viewer = await requireViewer('/orders');
  const [{ asOf }, orders] = await Promise.all([readPrices(), readOrders()]);
  return (
    <>
      <h1>Orders of {viewer.name ?? viewer.email}</h1>
      <p>
        At prices as of <time>{asOf}</time>
      </p>
      <output>{orders.readAt}</output>
    </>
  );
}
