[assembly: Parallelize(Scope = ExecutionScope.MethodLevel)]
namespace ExprGrad.Tests;
[TestClass] public sealed class SmokeTest { [TestMethod] public void Runs() => Assert.AreEqual(4, int.Parse("4")); }
