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

/** n8n's own repetition runs every item again, those that were done, too. */
export function tellOfRetries(
	context: IExecuteFunctions,
	items: ReadonlyArray<{ plan?: Plan }>,
): void {
	const creates = items.some(({ plan }) => plan?.operation.kind === 'create');
	if (!creates || context.getNode().retryOnFail !== true) return;
	tell(
		context,
		'retry on fail',
		'Retry On Fail is on: n8n then runs all items again, and creates once more what was created before. Turn it off: the node itself tries again what is safe (Request Options > Max Tries), and Create or Update can be run any number of times.',
	);
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
