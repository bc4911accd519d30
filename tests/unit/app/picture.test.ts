import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchPicture } from '@/lib/http/picture';
import { type PictureServer, startPictureServer } from '@/tests/support/picture-server';

let pictures: PictureServer;
beforeAll(async () => {
  pictures = await startPictureServer();
});
afterAll(() => pictures.stop());

const at = (path: string) => fetchPicture(new URL(path, pictures.url));

test('a picture counts by its bytes, whatever its server calls it', async () => {
  const picture = await at('/ada.png');
  expect(picture?.type).toBe('image/png');
  expect(picture?.bytes.length).toBe(70);
});

test.each(['/page.png', '/drawing.svg', '/long.png', '/empty.png', '/elsewhere.png', '/none.png'])(
  '%s is no picture',
  async (path) => {
    expect(await at(path)).toBeNull();
  },
);
