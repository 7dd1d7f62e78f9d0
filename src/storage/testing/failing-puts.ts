import { vi } from 'vitest';

/** When a browser notices that it has no room: at the put, as its request runs, or at the commit. */
export type FullAt = 'throw' | 'request' | 'commit';

/** From now on each put into this table finds no room. Undone by vi.restoreAllMocks. */
export function failPutsInto(store: string, at: FullAt): void {
  const quota = () => new DOMException('Quota exceeded.', 'QuotaExceededError');
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...row) {
    if (this.name !== store) return put.apply(this, row);
    if (at === 'throw') throw quota();
    const request = put.apply(this, row);
    if (at === 'request') failRequest(request, quota());
    else (this.transaction as unknown as { _abort(name: string): void })._abort('QuotaExceededError');
    return request;
  });
}

/** Makes fake-indexeddb fail this request when its turn comes. */
function failRequest(request: IDBRequest, error: DOMException): void {
  const { _requests } = request.transaction as unknown as {
    _requests: { request: IDBRequest; operation: () => void }[];
  };
  _requests.find((queued) => queued.request === request)!.operation = () => {
    throw error;
  };
}
