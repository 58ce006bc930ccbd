import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { CallFailed } from '../../../pbx/failures';
import { InputRefused } from '../values/inputRefused';

/**
 * n8n's error for what was no item: a list of the editor, or a trigger that begins.
 *
 * @param joined the advice follows in the message, for the places where n8n shows nothing else
 * @returns the error as it is, where it is neither a refusal nor a failure of the PBX
 */
export function plainError(node: INode, error: unknown, joined = false): unknown {
	const words = wordsOf(error);
	if (!words) return error;
	const { advice } = words;
	const message = joined && advice ? `${words.message}. ${advice}` : words.message;
	const description = joined ? undefined : advice;
	return error instanceof CallFailed
		? new NodeApiError(node, { message }, { message, description })
		: new NodeOperationError(node, message, { description });
}

function wordsOf(error: unknown): { message: string; advice?: string } | undefined {
	if (error instanceof InputRefused) return error;
	return error instanceof CallFailed ? error.failure : undefined;
}
