//! Steps about keeping, ending and restoring.
