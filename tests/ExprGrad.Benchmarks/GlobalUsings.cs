global using ExprGrad.Benchmarks.Elementwise;
global using ExprGrad.Benchmarks.Support;
