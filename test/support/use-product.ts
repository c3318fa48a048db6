import { afterAll, beforeAll } from 'vitest';
import { startProduct, type Product, type ProductOptions } from './product.ts';

/** One product for all tests of the `describe` this stands in; to be read in tests and hooks, when it runs. */
export function useProduct(options: ProductOptions = {}): Omit<Product, 'stop'> {
  let product: Product | undefined;
  beforeAll(async () => {
    product = await startProduct(options);
  });
  afterAll(() => product?.stop());
  return {
    get sandbox() {
      return product!.sandbox;
    },
    get browser() {
      return product!.browser;
    },
  };
}
