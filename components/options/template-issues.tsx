import { Icon } from '@/components/ui/icon';
import type { Issue } from '@/utils/crm/template/issue';

/** What is wrong or doubtful in a file, with line and hint; a click goes to the line where it can. */
export function TemplateIssues({
  issues,
  onLine,
}: {
  issues: readonly Issue[];
  onLine?: (line: number) => void;
}) {
  if (issues.length === 0) return null;
  return (
    <ul class="findings" aria-label="What the file needs">
      {issues.map((issue, i) => (
        <li key={i} class={`finding finding-${issue.severity === 'error' ? 'problem' : 'warning'}`}>
          <Icon name="warning" size={18} />
          <span>
            {issue.hint}
            <small dir="auto">
              {issue.line > 0 &&
                (onLine ? (
                  <button type="button" class="line-link" onClick={() => onLine(issue.line)}>
                    Line {issue.line}
                  </button>
                ) : (
                  `Line ${issue.line}`
                ))}
              {issue.line > 0 && issue.path !== '' && ' · '}
              {issue.path}
            </small>
          </span>
        </li>
      ))}
    </ul>
  );
}
