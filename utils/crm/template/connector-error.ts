import { CrmError } from '@/utils/crm/crm-error';
import { StepError } from '@/utils/crm/template/step-error';

/**
 * What a failed step means for the product. A write whose answer did not come, or came from a broken server, may have
 * been done: `ambiguous`.
 */
export function toCrmError(error: unknown, isWrite: boolean): unknown {
  if (!(error instanceof StepError)) return error;
  return new CrmError(kindOf(error, isWrite), `${error.message}`, {
    detail: [error.step, error.status ?? error.detail].filter((part) => part !== '').join(': '),
    retryAt: error.retryAt,
  });
}

function kindOf({ code, status = 0, sent }: StepError, isWrite: boolean): CrmError['kind'] {
  switch (code) {
    case 'config-missing':
    case 'TokenInvalid':
      return 'signed-out';
    case 'rate-limited':
      return 'rate-limited';
    case 'http':
      if (status === 403) return 'forbidden';
      if (status < 500 && status !== 408) return 'rejected';
      return isWrite ? 'ambiguous' : 'unreachable';
    case 'network':
    case 'answer':
      return isWrite && sent ? 'ambiguous' : 'unreachable';
    case 'refused':
    case 'render':
      return 'rejected';
  }
}
