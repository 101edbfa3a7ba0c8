"""The pages of proofs: the key figures of each coalition and project, how far they hold, beside what people say."""
