import type { CrmTemplate, RequestTemplate } from '@/utils/crm/template/crm-template';
import type { Issues } from '@/utils/crm/template/issue';
import { LIMITS } from '@/utils/crm/template/limits';

/** Follows every chain of `Next`: each must lead to a request of Common, and end. */
export function checkNext({ requests }: CrmTemplate, issues: Issues): void {
  const common = new Map(requests.Common.map((request) => [request.name, request]));
  for (const request of Object.values(requests).flat()) follow(request, common, issues);
}

function follow(start: RequestTemplate, common: ReadonlyMap<string, RequestTemplate>, issues: Issues): void {
  const path = `${start.scenario} › ${start.name}`;
  const seen = new Set<RequestTemplate>([start]);
  for (let request = start; request.next !== '';) {
    const next = common.get(request.next);
    if (!next) {
      if (request === start)
        issues.error(
          'next-unknown',
          start.line,
          path,
          `Next="${start.next.slice(0, 60)}" names no request of Common.`,
        );
      return;
    }
    if (seen.has(next)) {
      issues.error(
        'next-cycle',
        start.line,
        path,
        `Next leads back to ${next.name}: the requests would never end.`,
      );
      return;
    }
    if (seen.size > LIMITS.nextDepth) {
      issues.error('next-too-deep', start.line, path, `Next leads on more than ${LIMITS.nextDepth} times.`);
      return;
    }
    seen.add(next);
    request = next;
  }
}
