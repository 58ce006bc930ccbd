import type { IExecuteFunctions } from 'n8n-workflow';
import type { Plan } from '../plan/plan';

/** What executions were told: once is enough for all items. */
const told = new WeakMap<IExecuteFunctions, Set<string>>();

/**
 * Says something beside the output of the node, once in an execution.
 *
 * @param kind what it is about
 */
export function tell(context: IExecuteFunctions, kind: string, message: string): void {
	const kinds = told.get(context) ?? new Set();
	told.set(context, kinds);
	if (kinds.has(kind)) return;
	kinds.add(kind);
	context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
}

/** A list that is narrowed although nothing says that it heeds filters (contract notes, part b). */
export function tellOfFilters(context: IExecuteFunctions, { operation, query }: Plan): void {
	const narrowed = ['filter', 'search', 'orderby'].some((name) => query[name] !== undefined);
	if (operation.paging !== 'undeclared' || !narrowed) return;
	tell(
		context,
		'filters',
		`${operation.action}: PortSIP does not promise that this list heeds filters. Look whether the rows are those that you asked for.`,
	);
}
