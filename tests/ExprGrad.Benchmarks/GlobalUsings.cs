global using ExprGrad.Benchmarks.Building;
global using ExprGrad.Benchmarks.Elementwise;
global using ExprGrad.Benchmarks.Scalar;
global using ExprGrad.Benchmarks.Support;
