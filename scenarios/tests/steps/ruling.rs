//! Steps about what the policy says and answers.
