import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode, JsonObject } from 'n8n-workflow';
import type { Operation } from '../api/types';
import { RequestFailure } from '../../../pbx/failure';
import { InputRefused } from './inputRefused';
import { blotted } from './secrets';

/**
 * n8n's error for a failed item, in words for the user: the operation, what happened with the
 * PBX's own code, and what to do. It is built anew: what n8n's request helper throws holds the
 * request with its token.
 *
 * @param failed the node, for the editor to point to
 * @param thrown what was caught
 * @param operation the row, if the item got that far
 * @param itemIndex index of the item
 * @param also secrets: texts that are blotted out, should the PBX have repeated one; more: a
 *   sentence that the advice begins with
 */
export function nodeError(
	failed: INode,
	thrown: unknown,
	operation: Operation | undefined,
	itemIndex: number,
	{ secrets = new Set(), more }: { secrets?: ReadonlySet<string>; more?: string } = {},
): NodeApiError | NodeOperationError {
	// The error is saved with the execution; passwords typed into the node's fields are not.
	const node = { ...failed, parameters: {} };
	const clean = (text: string) => blotted(text, secrets);
	const sentences = (advice = '') => [more, advice].filter(Boolean).join(' ');
	const described = (text?: string) => (text ? { description: clean(text) } : {});
	const label = operation ? operation.action : 'PortSIP PBX';
	if (thrown instanceof RequestFailure) {
		const { message, advice, status, signIn } = thrown.failure;
		const text = clean(signIn ? message : `${label}: ${message}`);
		return new NodeApiError(node, { message: text } as JsonObject, {
			message: text,
			description: clean(sentences(advice)),
			itemIndex,
			...(status === undefined ? {} : { httpCode: String(status) }),
		});
	}
	if (thrown instanceof InputRefused) {
		return new NodeOperationError(node, clean(`${label}: ${thrown.message}`), {
			itemIndex,
			...described(sentences(thrown.advice)),
		});
	}
	// A cause that nobody foresaw keeps its own words, but not what hangs on it.
	const words = thrown instanceof Error ? thrown.message : String(thrown);
	return new NodeOperationError(node, clean(`${label}: ${words}`), {
		itemIndex,
		...described(more),
	});
}
